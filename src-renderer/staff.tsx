import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './app/ErrorBoundary';
import { PageProviders } from './app/PageProviders';
import { recallLanguage, rememberLanguage } from './app/remembered-language';
import { StaffWindow } from './app/StaffWindow';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <PageProviders desk={window.desk} language={recallLanguage()} onLanguage={rememberLanguage} firstQuestions={['session.get', 'staff.list']}>
      <ErrorBoundary>
        <StaffWindow />
      </ErrorBoundary>
    </PageProviders>
  </StrictMode>,
);
