import { Logo } from '#ui/logo.tsx';
import styles from './frame.module.css';

export function Header() {
  return (
    <header className={styles['header']}>
      <Logo size={20} />
      <span className={styles['product']}>Trailscope</span>
    </header>
  );
}
